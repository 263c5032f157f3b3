/// Flags of the file under `as of`. Binding finds them on its way.
struct FlagNotRewound: Analyzer {
    let id = "flag-not-rewound"
    let explanation = """
        `as of` rewinds times: what happened later is unknown. A flag of the file, such as `late`, stays as it was \
        exported, since nobody knows when it was set.
        """
    let example = "as of 2023-01-01 show count if late"
}
