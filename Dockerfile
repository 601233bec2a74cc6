# The image of the city's server: one static binary and what it reads from the system, nothing to sign in to.
#
#   docker build -t qingxiaoyi .
#   docker run --rm -p 8080:8080 -v qingxiaoyi:/data qingxiaoyi demo
#
# Wants BuildKit, the ordinary builder since Docker 23. Behind a slow line: --build-arg GOPROXY=… and --build-arg NPM_CONFIG_REGISTRY=… name nearer mirrors.

ARG GO_VERSION=1.26.8
ARG NODE_VERSION=22

# ---- the web pages, each where its folder is in the tree. They are the same for every processor.
FROM --platform=$BUILDPLATFORM node:${NODE_VERSION}-slim AS pages
ARG NPM_CONFIG_REGISTRY
WORKDIR /src
COPY web/ web/
# The same as make web: the built pages, and beside each text its compressed form.
RUN --mount=type=cache,target=/root/.npm \
    set -eu; \
    mkdir /pages; \
    build() { \
      [ -f "web/$1/package.json" ] || return 0; \
      (cd "web/$1" && npm ci --ignore-scripts --include=dev --no-audit --no-fund && npm run "$2"); \
      cp -R "web/$1/$3" "/pages/$1"; \
    }; \
    build mini build:h5 dist/h5; \
    build console build dist; \
    find /pages -type f \( -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.svg' -o -name '*.json' \) \
      -exec gzip -9nk {} +

# ---- the binary, cross-compiled: Go needs no emulation for another processor.
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION} AS binary
ARG GOPROXY
ARG TARGETOS
ARG TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
COPY --from=pages /pages/ web/pages/
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=${TARGETOS} GOARCH=${TARGETARCH} \
    go build -buildvcs=false -trimpath -ldflags "-s -w" -o /image/qingxiaoyi .
# What the last stage cannot make, having no shell: the authorities that vouch for WeChat and for a database over TLS, the
# data folder, and a place for large uploads on their way.
RUN mkdir -p /image/etc/ssl/certs \
    && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
    && mkdir -p -m 0700 /owned/data /owned/tmp

# ---- the image
FROM scratch
COPY --from=binary /image/ /
COPY --from=binary --chown=65532:65532 /owned/ /
ENV QXY_LISTEN=0.0.0.0:8080 \
    QXY_DATA=/data
# A number, so that Kubernetes can see that it is not root.
USER 65532:65532
VOLUME /data
EXPOSE 8080
# GET /readyz on QXY_LISTEN: the process is up, its database answers and the schema is current.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/qingxiaoyi", "health"]
# Stops gracefully on SIGTERM, which is what docker stop sends.
ENTRYPOINT ["/qingxiaoyi"]
CMD ["serve"]
