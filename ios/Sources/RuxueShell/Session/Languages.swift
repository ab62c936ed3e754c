import RuxueCore

extension Language {
    /// The language to speak with a student.
    ///
    /// - Parameter preferred: What they read, BCP 47, the best first.
    /// - Returns: Chinese for whoever reads that before all else, else English.
    public static func spoken(with preferred: [String]) -> Language {
        guard let first = preferred.first?.lowercased() else { return .en }
        return first == "zh" || first.hasPrefix("zh-") || first.hasPrefix("zh_") ? .zhCn : .en
    }
}
