# The command line alone. `npm ci` or `npm run build` makes what is copied: npm ci && docker build --tag lightbound .
# Nothing is run while it is built, so that it can be built for any processor. The base needs Node 20 or newer; one with a shell
# (`slim`, not distroless) is what CI systems want that run their steps inside the image.
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim
FROM ${BASE_IMAGE}
COPY build/cli /opt/lightbound
COPY --chmod=755 build/image/lightbound /usr/local/bin/lightbound
# The user `node` of the base, as a number: Kubernetes (`runAsNonRoot`) cannot tell of a name that it is not root.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["node", "/opt/lightbound/dist/bin/lightbound.js"]
CMD ["--help"]
