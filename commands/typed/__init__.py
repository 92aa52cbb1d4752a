"""What people type: fields, filters, and the things they name."""
