using System.Globalization;

namespace Tamma.Storage.Sqlite;

/// <summary>
/// Lets a test that kills this process know where it was: a line before and a line after the COMMIT of each catalogue transaction
/// that makes versions, or of each that tells of ends. From outside there is no other way to tell a kill inside the transaction from
/// one beside it. Off, and then not even made, unless TAMMA_TEST_MARK_COMMITS or TAMMA_TEST_MARK_NOTICES names a file;
/// TAMMA_TEST_COMMIT_DELAY_MS widens the window.
/// </summary>
internal sealed class CommitMarks(string path, int delay)
{
    public const string Commits = "TAMMA_TEST_MARK_COMMITS";
    public const string Notices = "TAMMA_TEST_MARK_NOTICES";

    public static CommitMarks? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } path
            ? new(path, int.TryParse(Environment.GetEnvironmentVariable("TAMMA_TEST_COMMIT_DELAY_MS"), CultureInfo.InvariantCulture, out var delay) ? delay : 0)
            : null;

    /// <summary>Everything is written and nothing is committed.</summary>
    public void Begin(long last)
    {
        Mark("begin", last);
        if (delay > 0)
        {
            using var never = new ManualResetEventSlim();
            never.Wait(delay);
        }
    }

    public void End(long last) => Mark("end", last);

    private void Mark(string word, long last)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{word} {last}\n")));
        file.Flush(flushToDisk: true);
    }
}
