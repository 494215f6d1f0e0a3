"""The checks of .ci/run by name, and the tests on every Python we support. `nox --list` shows them."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False


def _install(session: nox.Session) -> None:
    """Exactly what the lock file says, and the checkout itself."""
    session.install("--require-hashes", "--requirement", "requirements.lock")
    session.install("--no-build-isolation", "--no-deps", "--editable", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and whether the generated files are current."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("python", "tools/generate.py", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Every type, strictly."""
    _install(session)
    session.run("mypy", *session.posargs)


@nox.session
def layers(session: nox.Session) -> None:
    """One way, no way back."""
    _install(session)
    session.run("lint-imports", "--no-logo")


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """The tests; arguments after -- go to pytest."""
    _install(session)
    session.run("pytest", "-n", "2", *session.posargs)


@nox.session(venv_backend="none")
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it away from the checkout, and run the tests on it."""
    session.run("bash", ".ci/run", "wheel")
