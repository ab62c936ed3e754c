// The system's own way to choose a photo. Item providers are Foundation's, which lacks them here.
import Foundation
import UIKit

public struct PHPickerFilter: Equatable, Hashable {
    public static var images: PHPickerFilter { fatalError() }
}

public struct PHPickerConfiguration {
    public enum AssetRepresentationMode { case automatic, current, compatible }

    public init() { fatalError() }
    public var filter: PHPickerFilter? { get { fatalError() } set { fatalError() } }
    public var selectionLimit: Int { get { fatalError() } set { fatalError() } }
    public var preferredAssetRepresentationMode: AssetRepresentationMode { get { fatalError() } set { fatalError() } }
}

@MainActor public final class PHPickerViewController: UIViewController {
    public init(configuration: PHPickerConfiguration) { fatalError() }
    public weak var delegate: (any PHPickerViewControllerDelegate)? { get { fatalError() } set { fatalError() } }
}

@MainActor @preconcurrency public protocol PHPickerViewControllerDelegate: AnyObject {
    @MainActor @preconcurrency func picker(_ picker: PHPickerViewController, didFinishPicking results: [PHPickerResult])
}

public struct PHPickerResult {
    public let itemProvider: NSItemProvider
}

open class NSItemProvider: NSObject {
    public var registeredTypeIdentifiers: [String] { fatalError() }
    @discardableResult
    public func loadDataRepresentation(
        forTypeIdentifier typeIdentifier: String, completionHandler: @escaping @Sendable (Data?, (any Error)?) -> Void
    ) -> Progress { fatalError() }
}
