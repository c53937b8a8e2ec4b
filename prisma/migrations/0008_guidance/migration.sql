-- How a capture came about: guided or by hand, with which cue, and how many faces were seen.
ALTER TABLE "Capture" ADD COLUMN "guidance" JSONB;
