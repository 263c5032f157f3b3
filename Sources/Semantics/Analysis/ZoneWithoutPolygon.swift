/// Features of a zone file without a polygon. Binding finds them on its way.
struct ZoneWithoutPolygon: Analyzer {
    let id = "zone-without-polygon"
    let explanation = """
        A feature of the file behind `lookup … containing` has no polygon, so that no point lies in it.
        """
    let example = "lookup \"examples/data/zones.geojson\" containing location group by zone show count"
}
