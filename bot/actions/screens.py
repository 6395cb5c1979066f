"""The screens that actions show. Those that only answer somebody are declared where drawn."""

from dataclasses import dataclass

from bot.domain.cases import OfferEnd
from bot.domain.danger import Danger, Topic
from bot.domain.people import CaseId, PersonId, Role
from bot.domain.screens import Notice, Screen

# To young people

IMAGE_HELD = Notice("image-held")
IMAGES_ACCEPTED = Notice("images-accepted")
IMAGES_REFUSED = Notice("images-refused")
WORKER_LEFT = Notice("worker-left")
NOTHING_NEW = Notice("nothing-new")
BACK_FROM_HIDING = Notice("back-from-hiding")
HOW_ARE_YOU = Notice("how-are-you")
ENQUIRY_DROPPED = Notice("enquiry-dropped")
ENQUIRY_UNANSWERED = Notice("enquiry-unanswered")
ANSWER_WITHDRAWN = Notice("answer-withdrawn")


@dataclass(frozen=True, slots=True)
class EnquiryAnswered(Screen):
    """What the team answers to a question; ``mended``: 1 if it was changed since."""

    enquiry: int
    mended: int = 0


@dataclass(frozen=True, slots=True)
class BroadcastMessage(Screen):
    """A prevention alert, as whoever asked for its theme reads it."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class BroadcastCard(Screen):
    """An alert as coordinators see it: where it stands, and what they may do."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class DangerNumbers(Screen):
    """The numbers that fit what somebody just wrote; ``why``: the reasons of triage."""

    danger: Danger
    topic: Topic
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NobodyAlerted(Screen):
    """Nobody of the team could be called: the numbers, again."""

    danger: Danger
    topic: Topic
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamCalled(Screen):
    """Who is being called for somebody in immediate danger; ``step``: how far it has climbed."""

    danger: Danger
    topic: Topic
    step: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamIsThere(Screen):
    """The promise made out of hours: the team is there now."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class TeamLeft(Screen):
    """The team has gone home while somebody waits: their request is kept."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class NoLongerWaits(Screen):
    """In the place of what said that a request waits."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class TeamLeftTalking(Screen):
    """The team's hours are over while somebody talks with one of it."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class WaitsAgain(Screen):
    """Whoever took the request did not answer: it waits for somebody else."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class AskBeforePassing(Screen):
    """A message tells who or where its author is: may it leave?"""

    source: int


@dataclass(frozen=True, slots=True)
class WorkerTakesOver(Screen):
    """Who answers from now on, in the place of whoever did."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class PassedToTeam(Screen):
    """Whoever answered leaves it to a team: somebody else will."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class WorkerArrived(Screen):
    """Somebody took the request."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class SpeakerWorker(Screen):
    """Who writes what comes next."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class ReferralProposed(Screen):
    """A partner is proposed; ``referral``: the message that does so."""

    referral: int


@dataclass(frozen=True, slots=True)
class MeetingProposed(Screen):
    """A meeting is proposed; ``meeting``: the message that does so."""

    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingToday(Screen):
    """It is today."""

    meeting: int


@dataclass(frozen=True, slots=True)
class SealLifted(Screen):
    """Two of the team see now which Telegram account they write from; ``ground``: on which."""

    ground: str


@dataclass(frozen=True, slots=True)
class PersonBlocked(Screen):
    """The team has blocked the reader for a while; ``blocked``: themselves."""

    blocked: PersonId


@dataclass(frozen=True, slots=True)
class BlockEnded(Screen):
    """Coordination has ended that."""

    blocked: PersonId


@dataclass(frozen=True, slots=True)
class CaseClosed(Screen):
    """The worker ended the conversation: how was it?"""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class EraseReceipt(Screen):
    """What was erased; once it is shown, nothing needs the sealed id any more."""

    #: Messages too old for a bot to delete.
    older: int
    erased: PersonId


@dataclass(frozen=True, slots=True)
class ChallengeDay(Screen):
    """A day of a challenge; ``missed``: 1 if the one before went by; ``ticked``: a bit a moment."""

    challenge: str
    variant: str
    day: int
    missed: int = 0
    ticked: int = 0


@dataclass(frozen=True, slots=True)
class ChallengeEnd(Screen):
    """A challenge is over."""

    challenge: str


# To the team

CASE_ERASED = Notice("case-erased")
LIVE_LOCATION = Notice("live-location")
ROLE_REVOKED = Notice("role-revoked")
ENQUIRY_WAITS = Notice("enquiry-waits")
ENQUIRIES_LATE = Notice("enquiries-late")


@dataclass(frozen=True, slots=True)
class EnquiryCard(Screen):
    """Below the copy of a question: what can be done about it."""

    enquiry: int


@dataclass(frozen=True, slots=True)
class AnswerUndelivered(Screen):
    """What a member answered to a question does not arrive."""

    enquiry: int


@dataclass(frozen=True, slots=True)
class Alert(Screen):
    """Somebody waits."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class AlertTaken(Screen):
    """In the place of an alert: a colleague has it."""

    pseudonym: str
    worker: PersonId


@dataclass(frozen=True, slots=True)
class AlertCancelled(Screen):
    """In the place of an alert: whoever asked changed their mind."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class AlertMoved(Screen):
    """In the place of an alert: another team answers."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class BackAgain(Screen):
    """The bot did not run for a while: from when to when, in seconds since 1970 UTC."""

    gone: int
    back: int


@dataclass(frozen=True, slots=True)
class TerritoryGone(Screen):
    """A territory has no file any more: its open cases are the default team's."""

    territory: str
    count: int


@dataclass(frozen=True, slots=True)
class CaseHeader(Screen):
    """What is known of a request that was just taken."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class Nudge(Screen):
    """Somebody waits for an answer of whoever reads this."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class CaseReturned(Screen):
    """A case went back to the queue, for want of an answer."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class DangerRises(Screen):
    """A message of an open conversation sounds serious."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class TransferOffered(Screen):
    """A colleague, ``worker``, asks whether the reader takes a case over."""

    case_id: CaseId
    worker: PersonId


@dataclass(frozen=True, slots=True)
class TransferAnswered(Screen):
    """A colleague, ``member``, does not take a case over; it stays with the reader."""

    case_id: CaseId
    member: PersonId
    how: OfferEnd


@dataclass(frozen=True, slots=True)
class OfferOver(Screen):
    """A case that was offered to the reader is not any more."""

    pseudonym: str
    how: OfferEnd


@dataclass(frozen=True, slots=True)
class HandedOn(Screen):
    """A colleague, ``member``, has the reader's case now."""

    pseudonym: str
    member: PersonId


@dataclass(frozen=True, slots=True)
class ReferralAnswered(Screen):
    """What the young person said to a partner that was proposed."""

    referral: int


@dataclass(frozen=True, slots=True)
class NoteBy(Screen):
    """A colleague, ``worker``, noted what comes next."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class WorkerCalls(Screen):
    """A colleague, ``worker``, calls for help: a case of theirs is dangerous."""

    case_id: CaseId
    worker: PersonId


@dataclass(frozen=True, slots=True)
class MeetingAnswered(Screen):
    """What the young person said to a meeting."""

    meeting: int


@dataclass(frozen=True, slots=True)
class MeetingSoon(Screen):
    """A meeting is today, for whoever proposed it."""

    meeting: int


@dataclass(frozen=True, slots=True)
class WasItHeld(Screen):
    """A meeting is over: did they come?"""

    meeting: int


@dataclass(frozen=True, slots=True)
class HandoverBy(Screen):
    """A colleague, ``worker``, left what comes next so many minutes ago."""

    worker: PersonId
    minutes: int


@dataclass(frozen=True, slots=True)
class BlockToReview(Screen):
    """A colleague has blocked somebody: does it stand?"""

    blocked: PersonId


@dataclass(frozen=True, slots=True)
class LiftAsked(Screen):
    """A colleague asks the reader to agree that a seal is lifted."""

    lifting: int


@dataclass(frozen=True, slots=True)
class LiftAnswered(Screen):
    """What became of that: for whoever asked, and all who were asked."""

    lifting: int


@dataclass(frozen=True, slots=True)
class IdentityShown(Screen):
    """Which Telegram account somebody writes from, for two readers and a short while."""

    lifting: int


@dataclass(frozen=True, slots=True)
class DebriefWanted(Screen):
    """A colleague, ``worker``, wants to talk about the shift they had."""

    worker: PersonId


@dataclass(frozen=True, slots=True)
class PersonHides(Screen):
    """Whoever asked is in discreet mode: what is written to them waits."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class PersonIsBack(Screen):
    """They are not any more, and what waited arrives."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class ImageHeldWorker(Screen):
    """An image came that does not pass: whoever answers knows, and may let it through."""

    case_id: CaseId


@dataclass(frozen=True, slots=True)
class SpeakerPerson(Screen):
    """Who writes what comes next."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class SpeakerForward(Screen):
    """Who passes on what comes next."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class LiveLocationEnded(Screen):
    """A live location is shared no more."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class AskWhom(Screen):
    """Whom is this message for? ``kind`` is the place of its kind among all."""

    source: int
    kind: int
    #: It tells who or where its author is: may that leave?
    tells: bool = False
    #: The one case it can be for; 0: any of theirs.
    case_id: int = 0


@dataclass(frozen=True, slots=True)
class StillUnsent(Screen):
    """Messages of which nobody has said yet whom they are for."""

    count: int


@dataclass(frozen=True, slots=True)
class CaseEndedByPerson(Screen):
    """The young person ended the conversation."""

    pseudonym: str


@dataclass(frozen=True, slots=True)
class MemberJoined(Screen):
    """Somebody used an invitation, for whoever made it."""

    member: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class OutingJoined(Screen):
    """A colleague counts on this member for an outing."""

    outing: int
    worker: PersonId


@dataclass(frozen=True, slots=True)
class OutingSum(Screen):
    """An outing is over: what came of it, for whoever went."""

    outing: int


@dataclass(frozen=True, slots=True)
class RoleChanged(Screen):
    """What a member may do from now on."""

    role: Role


# To both

PERHAPS_UNDELIVERED = Notice("perhaps-undelivered")
SCREEN_BROKEN = Notice("screen-broken")


@dataclass(frozen=True, slots=True)
class Undelivered(Screen):
    """A message does not arrive; ``reason`` is the key of a text."""

    reason: str


@dataclass(frozen=True, slots=True)
class Digest(Screen):
    """The figures of the week that ended on that Sunday, as YYYY-MM-DD."""

    until: str
