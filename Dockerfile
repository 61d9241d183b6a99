# fairmlpf in a container:
#
#   docker build -t fairmlpf .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/experiment" fairmlpf run
#
# The second command runs the experiment in the current folder. The Dockerfile that `fairmlpf new`
# writes into an experiment starts from the image this one makes.

FROM swift:6.3-bookworm AS builder
WORKDIR /source
COPY . .
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends make \
  && Scripts/install-dependencies build && make install PREFIX=/opt/fairmlpf

FROM debian:bookworm-slim
RUN apt-get -qq update \
  && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
    libbz2-1.0 libssl3 libcurl4 libzip4 git ca-certificates \
    gnuplot-nox fonts-liberation tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home --uid 1000 fairmlpf \
  && install -d -o fairmlpf -g fairmlpf /experiment
COPY --from=builder /opt/fairmlpf /opt/fairmlpf
COPY --from=builder /source/LICENSE /opt/fairmlpf/share/doc/fairmlpf/LICENSE
ENV PATH=/opt/fairmlpf/bin:$PATH
USER 1000
WORKDIR /experiment
# Fails here, and not later, if a library is missing.
RUN fairmlpf --version
ENTRYPOINT ["fairmlpf"]
CMD ["--help"]
