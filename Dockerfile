# By tag: the digest (node:22-slim@sha256:…) could not be looked up where this was written. Pin it where images are built:
# docker buildx imagetools inspect node:22-slim
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY projections projections
COPY web web
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/dist dist
COPY --chown=node:node mappings mappings
# The shell: `docker compose exec rapport npx rapport …`, as messages say it. npx makes a program of what it runs, so it has to be the user's.
COPY --chown=node:node bin bin
COPY --chown=node:node scripts/ensure-built.mjs scripts/
COPY --chown=node:node examples examples
# Where the embedded engines keep their files when no servers are named.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 4000
# Readiness is false when the views stall, not merely when they are behind. A start may wait a minute for its servers.
# It asks itself: with TLS_CERT the name in the certificate is that by which others reach it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s \
  CMD ["node", "--no-warnings", "-e", "const { PORT, TLS_CERT } = process.env; if (TLS_CERT) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; fetch(`http${TLS_CERT ? 's' : ''}://127.0.0.1:${PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
