"""The rubric's file read key by key: nothing unknown is accepted, nothing is guessed, every surprise is a remark."""
