import Columnar

extension Column {
    /// The same column with some rows missing.
    func masked(_ isMissing: (Int) -> Bool) -> Column {
        guard (0..<count).contains(where: isMissing) else { return self }
        return Column(
            type: type, values: (0..<count).map { isMissing($0) ? .missing : self[$0] }, orderedLike: dictionary)
    }
}
