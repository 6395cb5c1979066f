import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.vault import SealBroken, Vault

keys = st.binary(min_size=32, max_size=32)
two_keys = st.lists(keys, min_size=2, max_size=2, unique=True)
purposes = st.sampled_from(["person", "file", "signature", "invitation"])


@given(keys, st.text(), purposes)
def test_what_is_sealed_opens_again(key: bytes, text: str, purpose: str) -> None:
    vault = Vault(1, [key])
    assert vault.open(vault.seal(text, purpose), purpose) == text


@given(keys, st.text(min_size=8))
def test_a_seal_shows_nothing_and_never_twice_the_same(key: bytes, text: str) -> None:
    vault = Vault(1, [key])
    first, second = vault.seal(text, "person"), vault.seal(text, "person")
    assert first != second
    assert text.encode() not in first


@given(two_keys, st.text(), purposes)
def test_after_a_change_of_keys_old_seals_still_open(
    secrets: list[bytes], text: str, purpose: str
) -> None:
    old, new = secrets
    sealed = Vault(1, [old]).seal(text, purpose)
    assert Vault(1, [new, old]).open(sealed, purpose) == text


@given(two_keys, st.text())
def test_new_seals_need_only_the_first_key(secrets: list[bytes], text: str) -> None:
    old, new = secrets
    sealed = Vault(1, [new, old]).seal(text, "person")
    assert Vault(1, [new]).open(sealed, "person") == text
    with pytest.raises(SealBroken):
        Vault(1, [old]).open(sealed, "person")


@given(keys, st.text())
def test_another_bot_with_the_same_secret_opens_and_finds_nothing(key: bytes, text: str) -> None:
    one, other = Vault(1, [key]), Vault(2, [key])
    with pytest.raises(SealBroken):
        other.open(one.seal(text, "person"), "person")
    assert one.hash(text, "person") != other.hash(text, "person")
    assert not other.signed(text, one.sign(text))


@given(keys, st.text())
def test_a_seal_for_one_purpose_opens_for_no_other(key: bytes, text: str) -> None:
    vault = Vault(1, [key])
    with pytest.raises(SealBroken):
        vault.open(vault.seal(text, "person"), "file")
    assert vault.hash(text, "person") != vault.hash(text, "invitation")


@given(keys, st.text(), st.data())
def test_a_changed_seal_does_not_open(key: bytes, text: str, data: st.DataObject) -> None:
    vault = Vault(1, [key])
    sealed = bytearray(vault.seal(text, "person"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        vault.open(bytes(sealed), "person")


@pytest.mark.parametrize("length", [0, 5, 12, 20])
def test_a_cut_seal_is_a_broken_seal(length: int) -> None:
    vault = Vault(1, [b"k" * 32])
    with pytest.raises(SealBroken):
        vault.open(vault.seal("bonjour", "person")[:length], "person")


@given(two_keys, st.text())
def test_while_keys_change_things_are_found_under_both(secrets: list[bytes], text: str) -> None:
    old, new = secrets
    assert Vault(1, [old]).hash(text, "person") in Vault(1, [new, old]).hashes(text, "person")
    assert Vault(1, [new, old]).hash(text, "person") == Vault(1, [new]).hash(text, "person")


@given(two_keys, st.text(), st.integers(6, 32))
def test_signatures_hold_when_shortened_and_after_a_change_of_keys(
    secrets: list[bytes], text: str, length: int
) -> None:
    old, new = secrets
    signature = Vault(1, [old]).sign(text)[:length]
    assert Vault(1, [new, old]).signed(text, signature)
    assert not Vault(1, [new]).signed(text, signature)
    assert not Vault(1, [old]).signed(text + "!", signature)


def test_keys_never_show() -> None:
    assert "kkkk" not in repr(Vault(1, [b"k" * 32]))
