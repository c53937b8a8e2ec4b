-- Sealed bytes do not compress; PostgreSQL need not try with each frame.
ALTER TABLE "Frame" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;
