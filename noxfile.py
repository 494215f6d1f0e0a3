"""The tests on every Python we support, and on the wheel; style, types and layers are `make lint`."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False


def _install(session: nox.Session) -> None:
    """Exactly what the lock file says, and the checkout itself."""
    session.install("--require-hashes", "--requirement", "requirements.lock")
    session.install("--no-build-isolation", "--no-deps", "--editable", ".")


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """The tests; arguments after -- go to pytest."""
    _install(session)
    session.run("pytest", "-n", "2", *session.posargs)


@nox.session(venv_backend="none")
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it away from the checkout, and run the tests on it."""
    session.run("bash", ".ci/run", "wheel")
