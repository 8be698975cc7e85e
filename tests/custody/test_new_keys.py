from kap_companion.custody.new_keys import new_keys_to_tell
from tests.custody.staff import ANA, BEN, Staff


def test_each_person_is_told_once_that_a_colleague_gave_the_practice_new_keys(staff: Staff) -> None:
    practice = staff.opens(ANA)
    assert new_keys_to_tell(practice, staff.clock) is None
    practice.change_keys(staff.clock)
    assert new_keys_to_tell(practice, staff.clock) is None

    practice = staff.opens(BEN)
    told = new_keys_to_tell(practice, staff.clock)
    assert told is not None
    assert told.by == ANA
    assert new_keys_to_tell(practice, staff.clock) is None
    assert new_keys_to_tell(staff.opens(BEN), staff.clock) is None
