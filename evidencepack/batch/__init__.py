"""Many services: built together over all cores or machines, a failing one told, an unchanged one left as it is."""

from evidencepack.batch.build_all import Progress, build_portfolio, cores, write_portfolio
from evidencepack.batch.cluster import Cluster

__all__ = ["Cluster", "Progress", "build_portfolio", "cores", "write_portfolio"]
