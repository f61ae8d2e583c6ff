"""From values to the model: audits, people and policy are built, and linked with their rubrics into a corpus."""
