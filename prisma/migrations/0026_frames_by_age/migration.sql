-- Old pictures are found by their own age, without going through every capture that was ever sent.
CREATE INDEX "Frame_createdAt_idx" ON "Frame"("createdAt");
