"""What workers and widgets tell the screens; a worker speaks in no other way."""

from .cell_moved import CellMoved
from .cell_opened import CellOpened
from .checked import Checked
from .copy_read import CopyRead
from .crossing_read import CrossingRead
from .decision_read import DecisionRead
from .detail_read import DetailRead
from .ledger_changed import LedgerChanged
from .ledger_missing import LedgerMissing
from .ledger_opened import LedgerOpened
from .ledger_touched import LedgerTouched
from .meanwhile_read import MeanwhileRead
from .meeting_read import MeetingRead
from .meeting_sought import MeetingSought
from .open_thing import OpenThing
from .page_read import PageRead
from .prepared import Prepared
from .refused import Refused
from .row_moved import RowMoved
from .row_opened import RowOpened
from .shared import Shared
from .sharing_told import SharingTold
from .written import Written

__all__ = [
    "CellMoved",
    "CellOpened",
    "Checked",
    "CopyRead",
    "CrossingRead",
    "DecisionRead",
    "DetailRead",
    "LedgerChanged",
    "LedgerMissing",
    "LedgerOpened",
    "LedgerTouched",
    "MeanwhileRead",
    "MeetingRead",
    "MeetingSought",
    "OpenThing",
    "PageRead",
    "Prepared",
    "Refused",
    "RowMoved",
    "RowOpened",
    "Shared",
    "SharingTold",
    "Written",
]
