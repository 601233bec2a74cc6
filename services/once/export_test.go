package once

// Waiting is how many commands wait in a line, by which a test knows that they have come.
func (l *Line[In]) Waiting() int { return l.queue.Waiting() }
