"""What workers and widgets tell the screens; a worker speaks in no other way."""

from .card_moved import CardMoved
from .cell_moved import CellMoved
from .cell_opened import CellOpened
from .charts_read import ChartsRead
from .checked import Checked
from .copy_read import CopyRead
from .crossing_read import CrossingRead
from .decision_read import DecisionRead
from .detail_read import DetailRead
from .gathered import Gathered
from .ledger_changed import LedgerChanged
from .ledger_missing import LedgerMissing
from .ledger_opened import LedgerOpened
from .ledger_touched import LedgerTouched
from .line_read import LineRead
from .meanwhile_read import MeanwhileRead
from .meeting_read import MeetingRead
from .meeting_sought import MeetingSought
from .open_thing import OpenThing
from .page_read import PageRead
from .prepared import Prepared
from .public_asked import PublicAsked
from .quick_read import QuickRead
from .refused import Refused
from .row_moved import RowMoved
from .row_opened import RowOpened
from .shared import Shared
from .sharing_told import SharingTold
from .standing_read import StandingRead
from .troubled import Troubled
from .write_ended import WriteEnded
from .written import Written

__all__ = [
    "CardMoved",
    "CellMoved",
    "CellOpened",
    "ChartsRead",
    "Checked",
    "CopyRead",
    "CrossingRead",
    "DecisionRead",
    "DetailRead",
    "Gathered",
    "LedgerChanged",
    "LedgerMissing",
    "LedgerOpened",
    "LedgerTouched",
    "LineRead",
    "MeanwhileRead",
    "MeetingRead",
    "MeetingSought",
    "OpenThing",
    "PageRead",
    "Prepared",
    "PublicAsked",
    "QuickRead",
    "Refused",
    "RowMoved",
    "RowOpened",
    "Shared",
    "SharingTold",
    "StandingRead",
    "Troubled",
    "WriteEnded",
    "Written",
]
