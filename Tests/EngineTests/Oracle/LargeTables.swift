/// Queries over a table with hundreds of different values.
enum LargeTables {
    static let seeds: [UInt64] = [22, 23]

    static let queries = [
        "show p10 amount, median amount, p90 amount, p99 amount, p01 amount, sum amount, avg amount, stddev amount",
        "show p10 score, median score, p90 score, p99 score, p01 score, sum score, avg score, stddev score, variance score",
        "show p25 time_to_close, median time_to_close, p75 time_to_close, avg time_to_close, median opened, p90 due",
        "group by late show p10 amount, median amount, p90 amount, distinct amount, mode amount, min amount, max amount",
        "group by late show p10 score, median score, p90 score, distinct score, mode score, min score, max score",
        "group by late, open show median time_to_close, p90 time_to_close if late, median amount if amount > 0",
        "group by case show count, sum amount top 10 by sum amount with others, totals",
        "group by case, note, type, district show count, late%, median score",
        "group by case, note, type, district across late show sum amount sort by sum desc limit 25",
        "group by amount show count top 5 by amount with others",
        "group by score, type show distinct case, last case limit 40",
        "group by opened, closed show count limit 40",
        "over day group by type show count, running sum amount, share of count within day",
        "over week across district show median score with totals",
        "group by date(opened) show n = count, m = median amount | show median n, p90 n, median m, max m",
        "sort by score desc limit 30 list case, score, amount",
        "sort by type, district desc, amount limit 100 list case, type, district, amount",
        "where score > 0 and amount < 500_000 and note contains \"a\" list case, x = score * amount, y = amount / score",
        "sort by opened limit 40 list case, opened",
        "sort by opened desc, score limit 40 list case, opened, score",
        "where closed is known sort by time_to_close desc limit 25 list case, note, time_to_close",
        "where closed is missing or late sort by late, case limit 30 list case, late",
        "where opened >= 2000-01-01 and amount != 123_456_789 group by type show distinct note, distinct case, count",
        "where opened < 2000-01-01 or amount > 999_999_999 show count, distinct note",
        "where note contains \"an\" or note contains \"e \" group by type show count",
        "group by weekday(opened), hour(closed) show count, closed%, (due is missing)%, (closed is missing)%",
        "group by month_name(due), year(closed) show count, p90 score if late with totals",
        "over month of closed show count, median amount",
        "top 12 by time_to_close list case, time_to_close",
        "group by bucket(score, 0, 1000, 100000, 500000) show count, avg score, sum amount",
        "group by type show p50 amount, p50 score | show p50 `p50 amount`, sum `p50 score`",
    ]
}
