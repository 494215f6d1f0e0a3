"""The pack as one Excel workbook: filtered and checked by a consultant, typed into by a manager."""
