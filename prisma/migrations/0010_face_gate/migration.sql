-- AlterTable
ALTER TABLE "Capture" ADD COLUMN     "gate" JSONB;

-- CreateTable
CREATE TABLE "FrameReading" (
    "captureId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "reading" JSONB NOT NULL,

    CONSTRAINT "FrameReading_pkey" PRIMARY KEY ("captureId","position")
);

-- AddForeignKey
ALTER TABLE "FrameReading" ADD CONSTRAINT "FrameReading_captureId_position_fkey" FOREIGN KEY ("captureId", "position") REFERENCES "Frame"("captureId", "position") ON DELETE CASCADE ON UPDATE CASCADE;
