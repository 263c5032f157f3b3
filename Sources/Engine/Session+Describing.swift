import TabularIO

extension Session {
    /// Reads what has been named and tells what is in it: a page of text, or with `asProfile` a `dataset` statement.
    /// No line of the page's table is longer than `width` terminal cells. Ragged rows are padded and told of, where queries end with an error.
    public func describe(asProfile: Bool, width: Int? = nil) throws(EngineError) -> String {
        if loading.ragged == .error { loading.ragged = .pad }
        let sources = pending
        pending = []
        return try reading { () throws(LoadError) in
            let text = try loader().describe(sources, asProfile: asProfile, width: width)
            try tables.checkDamage()
            return text
        }
    }
}
