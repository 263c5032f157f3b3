/// Ten invented council districts, for questions that need a second table.
///
/// The numbers have the size of a real city's and are no census: about 1.4 million people on about 500 square miles,
/// median household incomes in dollars.
enum DistrictTable {
    static let header = "district,population,square_miles,income"

    static let rows: [(population: Int, tenthsOfSquareMiles: Int, income: Int)] = [
        (138_400, 242, 47_900), (141_900, 607, 44_300), (140_700, 1_148, 42_600), (139_200, 651, 49_800),
        (136_800, 227, 38_500), (146_300, 438, 64_100), (143_500, 349, 58_700), (151_200, 716, 73_400),
        (147_600, 497, 86_200), (142_100, 553, 71_000),
    ]
}
