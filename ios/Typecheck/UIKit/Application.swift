// The process as the system sees it.
import Foundation

@MainActor open class UIApplication: NSObject {
    public class var shared: UIApplication { fatalError() }
    public var connectedScenes: Set<UIScene> { fatalError() }
}
