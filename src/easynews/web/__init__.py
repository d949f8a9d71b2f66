"""The page a person pastes an article into."""
