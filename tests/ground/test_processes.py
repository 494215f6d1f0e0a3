"""Worker processes: one that is killed, never ends or has no memory left costs one task, and says nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import psutil
import pytest

from evidencepack.notes import note
from evidencepack.processes import WorkerLost, run_jobs, worker_pool
from tests import pieces
from tests.words import words


def test_a_process_that_is_killed_loses_its_own_task_only() -> None:
    answers = dict(run_jobs(pieces.ends_at_2, range(5), 2))
    lost = answers.pop(2)
    assert isinstance(lost, WorkerLost) and words(lost.why).startswith("its process ")
    assert answers == {0: 0, 1: 10, 3: 30, 4: 40}


def test_a_task_without_enough_memory_says_so_and_stops_nothing() -> None:
    answers = dict(run_jobs(pieces.out_of_memory_at_2, range(4), 1))
    assert answers == {0: 0, 1: 10, 2: WorkerLost(note("not-enough-memory")), 3: 30}


def test_a_task_that_never_ends_is_given_up() -> None:
    ((_, answer),) = run_jobs(sleep, [600], 1, limit=0.5)
    assert answer == WorkerLost(note("took-too-long", minutes="0"))


def test_where_no_process_can_be_started_every_task_is_told_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/no/such/python")
    answers = dict(run_jobs(pieces.pid, range(3), 2))
    assert answers == dict.fromkeys(range(3), WorkerLost(note("no-process")))


def test_a_process_is_renewed_after_some_tasks() -> None:
    with worker_pool(1, tasks_each=2) as pool:
        assert len({pool.schedule(pieces.pid, (n,)).result() for n in range(4)}) == 2


@pytest.mark.parametrize("way", ["crash", "exit", "error"])
def test_a_dying_process_prints_nothing_and_its_loss_names_no_value(
    way: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ((_, answer),) = run_jobs(pieces.dies_talking, [way], 1)
    assert isinstance(answer, WorkerLost) and pieces.NAME not in words(answer.why)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_asks_for_more_memory_than_its_limit_is_told_and_the_next_task_is_done() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux holds a process to its memory")
    with worker_pool(1, megabytes=1_000) as pool:
        with pytest.raises(MemoryError):
            pool.schedule(bytearray, (2_000_000_000,)).result()
        assert pool.schedule(abs, (-1,)).result() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
def test_ctrl_c_ends_everything_without_a_word_from_the_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import signal\n"
        "from time import sleep\n"
        "from evidencepack.processes import run_jobs\n"
        "if __name__ == '__main__':\n"
        # What is started in the background may have been told to ignore Ctrl+C, and then passes that on.
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "    try:\n"
        "        for job, _ in run_jobs(sleep, [0, 600, 600], 2):\n"
        "            print('begun', flush=True)\n"
        "    except KeyboardInterrupt:\n"
        "        print('stopped', flush=True)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as process:
        assert process.stdout and process.stdout.readline() == "begun\n"
        workers = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60) == ("stopped\n", "")
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE] == []
