# fairmlpf in a container:
#
#   make image
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/experiment" fairmlpf run
#
# The second command runs the experiment in the current folder. The Dockerfiles that `fairmlpf new`
# writes into an experiment and `fairmlpf package` into a publication start from the image this one
# makes. `make image` adds the commit it was made from; `docker build -t fairmlpf .` will do as well.
#
# To build from other images, or from these ones by their digest:
#   docker build --build-arg BUILD_IMAGE=NAME --build-arg RUNTIME_IMAGE=NAME -t fairmlpf .
ARG BUILD_IMAGE=swift:6.3-bookworm
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS builder
WORKDIR /source
COPY . .
# Versions are not pinned: Debian removes old ones from its archive when it repairs a package.
# hadolint ignore=DL3008
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends make \
  && Scripts/install-dependencies build && make install PREFIX=/opt/fairmlpf

FROM ${RUNTIME_IMAGE}
LABEL org.opencontainers.image.title="fairmlpf" \
  org.opencontainers.image.description="FAIR machine-learning experiments with machine-learned particle flow" \
  org.opencontainers.image.version="0.1.0" \
  org.opencontainers.image.authors="the fairmlpf contributors" \
  org.opencontainers.image.licenses="MIT"
# hadolint ignore=DL3008
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
    libbz2-1.0 libssl3 libcurl4 libzip4 git ca-certificates \
    gnuplot-nox fonts-liberation tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o 10001 -g 10001 /experiment
COPY --from=builder /opt/fairmlpf /opt/fairmlpf
COPY --from=builder /source/LICENSE /opt/fairmlpf/share/doc/fairmlpf/LICENSE
ENV PATH=/opt/fairmlpf/bin:$PATH
# A number, so that systems that refuse root can tell; any other user will do as well.
USER 10001:10001
WORKDIR /experiment
# Fails here, and not later, if a library is missing.
RUN fairmlpf --version
ENTRYPOINT ["fairmlpf"]
CMD ["--help"]
