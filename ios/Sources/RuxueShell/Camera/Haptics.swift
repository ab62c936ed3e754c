/// What the hand that holds the phone feels.
@MainActor
public protocol Haptics: AnyObject {
    /// Gets ready, so that what follows comes at once.
    func prepare()

    /// Something is as it should be; a button was pressed.
    func tick()

    /// It worked.
    func success()

    /// It did not.
    func warning()
}
