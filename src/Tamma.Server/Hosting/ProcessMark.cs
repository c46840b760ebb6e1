namespace Tamma.Server.Hosting;

/// <summary>What of this process goes into a list's validator beside the position: its build, and which connections it knows.</summary>
internal sealed record ProcessMark(string Text);
