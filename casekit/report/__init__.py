"""The monthly report: a month's figures, written as a document of plain blocks, in each format that people open."""
