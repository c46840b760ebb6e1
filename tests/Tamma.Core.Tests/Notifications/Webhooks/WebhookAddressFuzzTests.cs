using System.Net;
using CsCheck;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Network;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

/// <summary>Any text is an address that may be asked, or is refused with a reason; never an address inside, and never anything else.</summary>
public sealed class WebhookAddressFuzzTests
{
    private const int Damages = 20_000;

    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "webhooks");

    private static readonly string[] s_pieces =
        ["http://", "https://", "//", "@", ":", "[", "]", "::", "::ffff:", "127.0.0.1", "0x7f", "0177", "2130706433", "169.254.", "10.", ".", "%25", "%", "/", "?", "#", "\\", "localhost", "metadata", "ffff", "fe80", "。", "１", "\t", "\0", "\ud800", "example.com", "8080", "0"];

    [Fact]
    public void Each_kept_address_ends_as_it_did()
    {
        var files = Directory.EnumerateFiles(s_folder, "*.txt").ToList();
        Assert.True(files.Count >= 12, $"{files.Count} files in {s_folder}");
        Assert.All(files, file => Assert.True(Judge(File.ReadAllText(file)) == Path.GetFileName(file).StartsWith("good-", StringComparison.Ordinal), file));
    }

    [Fact]
    public void No_damage_leads_inside()
    {
        var kept = Directory.EnumerateFiles(s_folder, "*.txt").Select(File.ReadAllText).ToArray();
        var read = 0;
        Gen.Select(Gen.OneOf(kept), Gen.Int[0, 200], Gen.Int[0, 3], Gen.OneOf(s_pieces)).Sample(
            (whole, at, gone, piece) =>
            {
                var from = Math.Min(at, whole.Length);
                if (Judge(whole[..from] + piece + whole[Math.Min(from + gone, whole.Length)..]))
                {
                    Interlocked.Increment(ref read);
                }
            },
            iter: Damages);
        Assert.InRange(read, Damages / 20, Damages - 1);
    }

    [Fact]
    public void Pieces_in_any_order_are_judged() =>
        Gen.OneOf(s_pieces).Array[0, 12].Select(string.Concat).Sample(text => { _ = Judge(text); }, iter: Damages);

    /// <returns>Whether it may be asked.</returns>
    private static bool Judge(string text)
    {
        var (url, wrong) = WebhookAddress.Read(text, AddressAllowance.None);
        Assert.True(url is null != wrong is null, text);
        if (url is null)
        {
            return false;
        }

        // Whatever spelling it had: what is handed to the socket is a name, or a public address.
        Assert.True(!IPAddress.TryParse(url.DnsSafeHost, out var literal) || AddressClasses.Of(literal) is AddressClass.Public, text);
        Assert.Equal("", url.UserInfo);
        return true;
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
