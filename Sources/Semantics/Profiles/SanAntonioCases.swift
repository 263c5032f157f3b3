extension Profiles {
    /// San Antonio's cases in the snake-case layout of the 2018–2020 export, one row a case, with times of day.
    static let sanAntonioCases = """
        dataset san_antonio_cases matches "case_id", "case_opened_date", "case_late", "service_request_type"
          key      case       = "case_id"
          time     opened     = "case_opened_date"
          time     due        = "SLA_due_date"
          time     closed     = "case_closed_date"
          flag     late       = "case_late" yes "YES"
          category district   = "council_district" ordered
          category department = "dept_division"
          category type       = "service_request_type"
          category status     = "case_status"
          category source     = "source_id"
          text     address    = "request_address"
          number   sla_days   = "SLA_days"
          doc      late "YES when the case passed its SLA due date, by the city's own flag"
        span   backlog       = opened to closed
        define open          = closed is missing
        define age           = if(open, as_of - opened, missing)
        define time_to_close = closed - opened
        define overdue       = (closed or as_of) - due
        """
}
