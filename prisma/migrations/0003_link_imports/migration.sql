-- CreateTable
CREATE TABLE "LinkImport" (
    "id" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fileHash" BYTEA NOT NULL,
    "environment" "Environment" NOT NULL,
    "options" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "wanted" INTEGER NOT NULL,
    "seed" BYTEA,
    "startedAt" TIMESTAMPTZ(3),
    "downloadedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LinkImport_downloadedAt_idx" ON "LinkImport"("downloadedAt");

-- CreateIndex
CREATE UNIQUE INDEX "LinkImport_createdById_fileHash_key" ON "LinkImport"("createdById", "fileHash");

-- AddForeignKey
ALTER TABLE "LinkImport" ADD CONSTRAINT "LinkImport_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
