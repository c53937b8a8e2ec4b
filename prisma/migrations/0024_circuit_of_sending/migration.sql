-- AlterTable
ALTER TABLE "Circuit" ADD COLUMN     "sendingOnly" BOOLEAN NOT NULL DEFAULT false;
