extension Profiles {
    /// The City of San Antonio's 311 extract "Service Calls", in its vintages since 2019: dates as ISO or m/d/yyyy,
    /// SLA and report dates under the same headers.
    static let sanAntonio = """
        dataset san_antonio matches "CASEID", "OPENEDDATETIME", "Late (Yes/No)"
          key      case       = "CASEID"
          time     opened     = "OPENEDDATETIME"
          time     due        = "SLA_Date"
          time     closed     = "CLOSEDDATETIME"
          flag     late       = "Late (Yes/No)" yes "YES"
          category district   = "Council District" ordered
          category department = "Dept" recode "Parks & Recreation" as "Parks and Recreation"
          category category   = "Category"
          category reason     = "REASONNAME"
          category type       = "TYPENAME"
          category status     = "CaseStatus"
          category source     = "SourceID"
          text     address    = "OBJECTDESC"
          point    location   = "XCOORD", "YCOORD" crs 2278
          as of    "Report Ending Date"
          doc      late "YES when the case passed its SLA due date, by the city's own flag"
          doc      district "the council district; 0 is outside the city"
          doc      location "Texas State Plane, south central zone, in feet (EPSG:2278)"
        span   backlog       = opened to closed
        define open          = closed is missing
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
