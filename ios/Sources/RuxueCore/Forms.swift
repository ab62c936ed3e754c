extension FormView {
    /// Sends the form.
    ///
    /// - Parameter typed: What the student typed, by ``FieldView/key``; a field not typed in keeps ``FieldView/value``.
    /// - Returns: The action to dispatch.
    public func send(_ typed: [String: String]) -> Action {
        .send(values: values(typed))
    }

    /// Has a one-time code sent for the form. Only where it has a button ``code``.
    ///
    /// - Parameter typed: What the student typed so far, as in ``send(_:)``.
    /// - Returns: The action to dispatch.
    public func requestCode(_ typed: [String: String]) -> Action {
        .requestCode(values: values(typed))
    }

    private func values(_ typed: [String: String]) -> [FieldValue] {
        fields.map { FieldValue(key: $0.key, text: typed[$0.key] ?? $0.value) }
    }
}
