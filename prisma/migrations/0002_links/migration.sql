-- CreateEnum
CREATE TYPE "VisitState" AS ENUM ('claimed', 'consented', 'camera_blocked', 'camera_ready', 'captured', 'uploading', 'submitted', 'declined', 'cannot', 'not_me', 'withdrawn', 'superseded');

-- CreateEnum
CREATE TYPE "RevokedWhy" AS ENUM ('operator', 'not_me', 'reissued');

-- CreateEnum
CREATE TYPE "LinkRequestKind" AS ENUM ('new_link', 'not_me', 'cannot', 'withdrawn');

-- DropForeignKey
ALTER TABLE "Capture" DROP CONSTRAINT "Capture_operatorId_fkey";

-- AlterTable
ALTER TABLE "Capture" ADD COLUMN     "visitId" UUID,
ALTER COLUMN "operatorId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Job" ADD COLUMN     "linkId" UUID,
ADD COLUMN     "visitId" UUID;

-- CreateTable
CREATE TABLE "Organisation" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT '',
    "logo" BYTEA,
    "logoType" TEXT,
    "privacyUrl" TEXT,
    "contact" TEXT NOT NULL DEFAULT '',
    "retentionDays" INTEGER NOT NULL DEFAULT 30,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID NOT NULL,
    "environment" "Environment" NOT NULL,
    "userId" TEXT,
    "userIdPrefix" TEXT,
    "displayName" TEXT,
    "label" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "maxUses" INTEGER NOT NULL DEFAULT 1,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "pausedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedWhy" "RevokedWhy",
    "revokedById" UUID,
    "allowReEnroll" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "language" TEXT,
    "redirectUrl" TEXT,
    "contact" TEXT NOT NULL DEFAULT '',
    "formKey" UUID NOT NULL,
    "formHash" BYTEA NOT NULL,
    "reissuedFromId" UUID,
    "importKey" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "cookieHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "state" "VisitState" NOT NULL DEFAULT 'claimed',
    "language" TEXT NOT NULL,
    "device" TEXT NOT NULL DEFAULT '',
    "stopReason" TEXT,
    "captureCount" SMALLINT NOT NULL DEFAULT 0,
    "pausedUntil" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),
    "supersededById" UUID,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitEvent" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "VisitEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "visitId" UUID NOT NULL,
    "textVersion" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),
    "receiptHash" BYTEA NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("visitId")
);

-- CreateTable
CREATE TABLE "ShortCode" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "visitId" UUID,
    "half" TEXT NOT NULL,
    "codeHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ShortCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LinkRequest" (
    "id" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "visitId" UUID,
    "kind" "LinkRequestKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "detail" TEXT,
    "handledAt" TIMESTAMPTZ(3),
    "handledById" UUID,
    "newLinkId" UUID,

    CONSTRAINT "LinkRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateCount" (
    "key" BYTEA NOT NULL,
    "window" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RateCount_pkey" PRIMARY KEY ("key","window")
);

-- CreateIndex
CREATE UNIQUE INDEX "Link_tokenHash_key" ON "Link"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Link_formKey_key" ON "Link"("formKey");

-- CreateIndex
CREATE UNIQUE INDEX "Link_reissuedFromId_key" ON "Link"("reissuedFromId");

-- CreateIndex
CREATE UNIQUE INDEX "Link_importKey_key" ON "Link"("importKey");

-- CreateIndex
CREATE INDEX "Link_createdAt_id_idx" ON "Link"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Link_createdById_createdAt_idx" ON "Link"("createdById", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Link_environment_userId_idx" ON "Link"("environment", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_cookieHash_key" ON "Visit"("cookieHash");

-- CreateIndex
CREATE UNIQUE INDEX "Visit_supersededById_key" ON "Visit"("supersededById");

-- CreateIndex
CREATE INDEX "Visit_linkId_createdAt_idx" ON "Visit"("linkId", "createdAt");

-- CreateIndex
CREATE INDEX "VisitEvent_visitId_at_id_idx" ON "VisitEvent"("visitId", "at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Consent_receiptHash_key" ON "Consent"("receiptHash");

-- CreateIndex
CREATE UNIQUE INDEX "ShortCode_half_key" ON "ShortCode"("half");

-- CreateIndex
CREATE INDEX "ShortCode_linkId_idx" ON "ShortCode"("linkId");

-- CreateIndex
CREATE INDEX "ShortCode_expiresAt_idx" ON "ShortCode"("expiresAt");

-- CreateIndex
CREATE INDEX "LinkRequest_linkId_at_idx" ON "LinkRequest"("linkId", "at");

-- CreateIndex
CREATE INDEX "LinkRequest_handledAt_at_idx" ON "LinkRequest"("handledAt", "at");

-- CreateIndex
CREATE INDEX "RateCount_endsAt_idx" ON "RateCount"("endsAt");

-- CreateIndex
CREATE INDEX "Capture_visitId_idx" ON "Capture"("visitId");

-- CreateIndex
CREATE UNIQUE INDEX "Job_visitId_key" ON "Job"("visitId");

-- CreateIndex
CREATE INDEX "Job_linkId_idx" ON "Job"("linkId");

-- AddForeignKey
ALTER TABLE "Capture" ADD CONSTRAINT "Capture_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Capture" ADD CONSTRAINT "Capture_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "Link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_revokedById_fkey" FOREIGN KEY ("revokedById") REFERENCES "Operator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_reissuedFromId_fkey" FOREIGN KEY ("reissuedFromId") REFERENCES "Link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "Link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitEvent" ADD CONSTRAINT "VisitEvent_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShortCode" ADD CONSTRAINT "ShortCode_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "Link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShortCode" ADD CONSTRAINT "ShortCode_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkRequest" ADD CONSTRAINT "LinkRequest_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "Link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkRequest" ADD CONSTRAINT "LinkRequest_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LinkRequest" ADD CONSTRAINT "LinkRequest_newLinkId_fkey" FOREIGN KEY ("newLinkId") REFERENCES "Link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema file cannot say, the database holds to all the same.
ALTER TABLE "Capture" ADD CONSTRAINT "Capture_one_owner" CHECK (num_nonnulls("operatorId", "visitId") = 1);
ALTER TABLE "Link" ADD CONSTRAINT "Link_for_one_or_many" CHECK (num_nonnulls("userId", "userIdPrefix") = 1);
ALTER TABLE "Link" ADD CONSTRAINT "Link_uses" CHECK ("uses" BETWEEN 0 AND "maxUses");
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_one_row" CHECK ("id" = 1);
