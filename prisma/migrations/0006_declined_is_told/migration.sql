-- AlterEnum
ALTER TYPE "LinkRequestKind" ADD VALUE 'declined';
