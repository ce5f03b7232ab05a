# The bot as a small image: not root, a read-only root, and one folder that it writes to, /data.
FROM python:3.13-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY content content
RUN python -m venv /opt/commonplace \
 && PIP_CONSTRAINT=constraints.txt /opt/commonplace/bin/pip install --no-cache-dir --quiet '.[postgres]'

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin commonplace \
 && install -d -o commonplace -g commonplace -m 700 /data
COPY --from=build /opt/commonplace /opt/commonplace
ENV PATH=/opt/commonplace/bin:$PATH DATA_DIR=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["commonplace", "health"]
ENTRYPOINT ["commonplace"]
CMD ["run"]
