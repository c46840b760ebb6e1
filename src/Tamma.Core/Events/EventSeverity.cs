namespace Tamma.Events;

/// <summary>
/// Says how much an event matters, once, when it is given its place in the log; whoever appends to the log asks. It never fails. An event keeps
/// what was said of it then.
/// </summary>
public delegate Severity EventSeverity(EventDraft happening);
