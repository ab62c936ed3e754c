// Where typing goes.
import Foundation

@propertyWrapper public struct FocusState<Value: Hashable> {
    @propertyWrapper public struct Binding {
        public init() { fatalError() }
        public var wrappedValue: Value { get { fatalError() } nonmutating set { fatalError() } }
        public var projectedValue: FocusState<Value>.Binding { fatalError() }
    }

    public init() where Value == Bool { fatalError() }
    public init<T>() where Value == T?, T: Hashable { fatalError() }
    public var wrappedValue: Value { get { fatalError() } nonmutating set { fatalError() } }
    public var projectedValue: FocusState<Value>.Binding { fatalError() }
}

extension View {
    public func focused<Value: Hashable>(_ binding: FocusState<Value>.Binding, equals value: Value) -> some View { self }
}
