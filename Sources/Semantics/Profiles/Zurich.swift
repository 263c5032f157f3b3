extension Profiles {
    /// Zurich's "Züri wie neu" reports of damage and litter.
    static let zurich = """
        dataset zurich matches "date", "service_code", "e", "n"
          time     opened   = "date"
          category type     = "service_code"
          point    location = "e", "n" crs 2056
          doc      location "Swiss coordinates LV95, in metres (EPSG:2056)"
          doc      case "the city publishes no numbers of reports"
          doc      closed "the city publishes no closing dates"
          doc      due "the city publishes no due dates"
          doc      open "needs closing dates, which the city does not publish"
          doc      late "needs due dates, which the city does not publish"
          doc      age "needs closing dates, which the city does not publish"
          doc      time_to_close "needs closing dates, which the city does not publish"
          doc      district "the city publishes coordinates only"
          doc      address "the city publishes coordinates only"
          doc      department "the city publishes no department"
          doc      source "the city does not say by which channel a report came"
        """
}
