# One image for the three servers; which one runs is the command. Nothing in it is written to but /data.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
# Binaries are in the packages themselves: no install script has to run.
RUN npm ci --ignore-scripts
COPY apps apps
COPY shared shared
RUN npx tsc && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# The style sheet and the icon are read from where they stand.
COPY --from=build /app/shared shared
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "dist/apps/jwt/server.js"]
