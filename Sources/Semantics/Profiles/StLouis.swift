extension Profiles {
    /// St. Louis' requests of the Citizens' Service Bureau: `NA` is missing, districts are the wards.
    static let stLouis = """
        dataset st_louis matches "requestid", "datetimeinit", "problemcode", "submitto"
          key      case         = "requestid"
          time     opened       = "datetimeinit"
          time     due          = "prjcompletedate"
          time     closed       = "datetimeclosed"
          time     inspected    = "dateinvtdone"
          time     cancelled    = "datecancelled"
          category district     = "ward" ordered
          category department   = "submitto"
          category type         = "problemcode"
          category status       = "status"
          category source       = "callertype"
          category neighborhood = "neighborhood" ordered
          text     address      = "probaddress"
          point    location     = "srx", "sry"
          missing  "NA"
          doc      due "the projected completion date"
          doc      district "the ward"
          doc      open "neither closed nor cancelled"
          doc      location "Missouri State Plane, east zone, in feet"
        span   backlog       = opened to closed
        define open          = closed is missing and cancelled is missing
        define late          = (closed or cancelled or as_of) > due
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or cancelled or as_of) - due
        """
}
