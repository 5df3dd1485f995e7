"""Made-up people are nobody, and hard to show."""

from data import areas, certificates, codes, rehearsal


def test_made_up_people_are_the_same_for_the_same_seed(tmp_path):
    assert rehearsal.guests(tmp_path, "one") == rehearsal.guests(tmp_path, "one")
    assert rehearsal.guests(tmp_path, "one") != rehearsal.guests(tmp_path, "other")


def test_they_live_in_real_counties_and_their_codes_and_numbers_are_of_no_round(tmp_path):
    made = rehearsal.guests(tmp_path, "one", 250)
    counties = areas.at_level(areas.current(tmp_path), "county").index

    assert {one.county for one in made} == set(counties)
    assert len({one.code for one in made}) == len({one.number for one in made}) == 250
    assert not any(codes.read(one.code) for one in made)
    assert all(one.number.startswith("00") for one in made)
    assert all(certificates.valid(one.number) == one.number for one in made)


def test_among_them_are_a_long_name_half_spaces_and_two_alike_in_one_county(tmp_path):
    made = rehearsal.guests(tmp_path, "one")
    alike = [one for one in made if one.name == rehearsal.ALIKE[0]]

    assert len(made) == 40
    assert max(len(one.name) for one in made) == 60
    assert any(one.name.count("\u200c") > 2 for one in made)
    assert len(alike) == 2
    assert alike[0].county == alike[1].county


def test_every_other_name_says_that_it_is_made_up(tmp_path):
    surnames = tuple(last for last, _ in rehearsal.LAST)

    assert all(one.name.endswith(surnames) for one in rehearsal.guests(tmp_path, "one")[4:])
