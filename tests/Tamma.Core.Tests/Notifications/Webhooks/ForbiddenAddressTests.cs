using System.Globalization;
using System.Net;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Network;
using Xunit;

namespace Tamma.Core.Tests.Notifications.Webhooks;

/// <summary>No message goes to a place that is not public, however it is spelled or found. Nothing listens at most of these, so what is judged is the reason.</summary>
public sealed class ForbiddenAddressTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Spellings { get; } =
    [
        // This machine.
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1", "017700000001", "0177.0x0.0.1", "0", "0.0.0.0", "0.1.2.3",
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]",
        "127。0。0。1", "127.000.000.001", "0x7f.0x0.0x0.0x1", "00000177.0.0.01", "0x00000000000000007f000001", "LocalHost",

        // The network that it is in.
        "10.0.0.1", "10.255.255.255", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1", "0xc0a80101", "3232235777", "[::ffff:10.0.0.1]", "[::ffff:c0a8:101]", "[fc00::1]", "[fd12:3456:789a::1]", "[fec0::1]", "[64:ff9b::c0a8:101]", "[2002:c0a8:101::1]",
        "[2001:0:4136:e378:8000:63bf:3f57:fefe]", "[fd00::5efe:10.0.0.1]", "[2001:db8::200:5efe:10.0.0.1]",

        // Between provider and customer.
        "100.64.0.1", "100.127.255.255", "1681915905",

        // Link-local, and what clouds tell their machines.
        "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "169.254.170.2", "[fe80::1]", "[fe80::1%251]", "[::ffff:a9fe:a9fe]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]", "[2001:0:4136:e378:8000:63bf:5601:5601]", "[fd00:ec2::254]", "[fd20:ce::254]", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "metadata.google.internal", "METADATA.google.internal.", "metadata",

        // To many, to nobody, for documents.
        "224.0.0.1", "239.255.255.255", "[ff02::1]", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "192.88.99.1", "[2001:db8::1]", "[100::1]", "[3fff::1]", "[4000::1]",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task No_spelling_of_a_forbidden_address_is_asked(string host)
    {
        using var sender = Sender();
        var (url, wrong) = WebhookAddress.Read($"http://{host}:8080/hook", AddressAllowance.None);

        if (wrong is null)
        {
            // What is not seen in the address is seen when it is resolved.
            wrong = (await sender.SendAsync(Requests.To(url!), Cancelled)).Error;
            Assert.StartsWith("not sent:", wrong, StringComparison.Ordinal);
        }

        Assert.Matches("address; only public ones|metadata service", wrong);
    }

    [Theory]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.com/")]
    [InlineData("//hooks.example.com/")]
    [InlineData("hooks.example.com/x")]
    [InlineData("https://user:password@hooks.example.com/")]
    [InlineData("https://user@hooks.example.com/")]
    [InlineData("https://hooks.example.com@127.0.0.1/")]
    [InlineData("https://127.0.0.1@hooks.example.com/")]
    [InlineData("https://127.0.0.1%40hooks.example.com/")]
    [InlineData("https://:@hooks.example.com/")]
    [InlineData("https://%31%32%37.0.0.1/")]
    [InlineData("https://127%2e0%2e0%2e1/")]
    [InlineData("http://hooks.example.com:22/")]
    [InlineData("http://hooks.example.com:25/")]
    [InlineData("https://hooks.example.com:0/")]
    [InlineData("")]
    public void What_is_no_web_address_is_refused(string text) =>
        Assert.NotNull(WebhookAddress.Read(text, AddressAllowance.None).Wrong);

    [Theory]
    [InlineData("https://hooks.example.com/x?y=1")]
    [InlineData("https://hooks.example.com:8443/x")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("http://[2606:4700::1111]/")]
    [InlineData("http://[64:ff9b::808:808]/")]
    public void Public_places_are_allowed(string text) =>
        Assert.Null(WebhookAddress.Read(text, AddressAllowance.None).Wrong);

    [Fact]
    public async Task A_name_that_resolves_inside_is_not_asked()
    {
        await using var inside = new Receiver();
        using var sender = Sender(IPAddress.Loopback);

        var outcome = await sender.SendAsync(Requests.To(At("hooks.example.com", inside)), Cancelled);

        Assert.Equal("not sent: hooks.example.com is at a loopback address; only public ones are asked, and those that notifications.webhooks.allow names", outcome.Error);
        Assert.Empty(inside.All);
    }

    [Theory]
    [InlineData("hooks.example.com.")]
    [InlineData("HOOKS.Example.COM")]
    [InlineData("127.0.0.1.")]
    [InlineData("2130706433.")]
    [InlineData("１２７.０.０.１")]
    [InlineData("①②⑦.⓪.⓪.①")]
    [InlineData("localhost.")]
    [InlineData("app.localhost")]
    [InlineData("hooks。example。com")]
    [InlineData("höcks.example.com")]
    [InlineData("127.0.0.1.nip.test")]
    [InlineData("2130706433.test")]
    public async Task Nor_is_what_some_resolvers_take_for_an_address_or_for_this_machine(string host)
    {
        await using var inside = new Receiver();
        using var sender = Sender(IPAddress.Loopback);

        var outcome = await sender.SendAsync(Requests.To(At(host, inside)), Cancelled);

        Assert.StartsWith("not sent:", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_name_with_one_forbidden_address_among_good_ones_is_not_asked()
    {
        await using var inside = new Receiver();
        using var sender = Sender(IPAddress.Parse("93.184.215.14"), IPAddress.Loopback);

        var outcome = await sender.SendAsync(Requests.To(At("hooks.example.com", inside)), Cancelled);

        Assert.StartsWith("not sent:", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_check_and_connection_so_that_it_cannot_change_between_them()
    {
        await using var inside = new Receiver();
        var asked = 0;
        using var sender = Sender((_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback]), "127.0.0.2");

        var outcome = await sender.SendAsync(Requests.To(At("hooks.example.com", inside)), Cancelled);

        // Nothing listens at the address that was checked; had it been resolved again, the receiver would have it.
        Assert.Equal(1, asked);
        Assert.Equal("nothing listens there", outcome.Error);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_unless_it_is_configured()
    {
        await using var inside = new Receiver();
        await using var target = new Receiver(_ => Receiver.Status(307, "", $"Location: {inside.Url}"));
        using var sender = new WebhookSender(new() { Allow = Requests.Loopback }, TimeProvider.System);

        var outcome = await sender.SendAsync(Requests.To(target.Url), Cancelled);

        Assert.Equal(307, outcome.Status);
        Assert.False(outcome.IsTaken);
        Assert.Empty(inside.All);
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("http://user:pass@hooks.example.com/")]
    public async Task A_redirect_to_a_forbidden_place_is_not_followed(string to)
    {
        await using var inside = new Receiver();
        var location = to.Replace("PORT", inside.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var sender = new WebhookSender(
            new() { Allow = AddressAllowance.Parse(["127.0.0.3"], out _)!, Redirects = 3 },
            TimeProvider.System,
            (host, token) => host == "hooks.test" ? Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.3")]) : Dns.GetHostAddressesAsync(host, token));

        await using var target = new Receiver(_ => Receiver.Status(308, "", $"Location: {location}"), IPAddress.Parse("127.0.0.3"));
        var outcome = await sender.SendAsync(Requests.To(At("hooks.test", target)), Cancelled);

        Assert.StartsWith("not sent:", outcome.Error, StringComparison.Ordinal);
        Assert.Single(target.All);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_redirect_to_the_same_name_is_resolved_and_checked_anew()
    {
        await using var inside = new Receiver();
        var asked = 0;
        using var sender = new WebhookSender(
            new() { Allow = AddressAllowance.Parse(["127.0.0.3"], out _)!, Redirects = 3 },
            TimeProvider.System,
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("127.0.0.3") : IPAddress.Loopback]));

        await using var target = new Receiver(_ => Receiver.Status(307, "", $"Location: {At("hooks.test", inside)}"), IPAddress.Parse("127.0.0.3"));
        var outcome = await sender.SendAsync(Requests.To(At("hooks.test", target)), Cancelled);

        Assert.Equal((2, "not sent: hooks.test is at a loopback address; only public ones are asked, and those that notifications.webhooks.allow names"), (asked, outcome.Error));
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task A_redirect_to_an_open_place_is_followed_as_often_as_is_configured_and_takes_no_header_to_another_server()
    {
        await using var last = new Receiver();
        await using var middle = new Receiver(_ => Receiver.Status(307, "", $"Location: {last.Url}"));
        await using var first = new Receiver(_ => Receiver.Status(308, "", $"Location: {middle.Url}"));
        var request = Requests.To(first.Url, "{}", ("Authorization", "Bearer of-the-first"));

        using var twice = new WebhookSender(new() { Allow = Requests.Loopback, Redirects = 2 }, TimeProvider.System);
        Assert.True((await twice.SendAsync(request, Cancelled)).IsTaken);
        var received = Assert.Single(last.All);
        Assert.Equal("msg_1", received["webhook-id"]);
        Assert.False(received.Headers.ContainsKey("AUTHORIZATION"));

        using var once = new WebhookSender(new() { Allow = Requests.Loopback, Redirects = 1 }, TimeProvider.System);
        Assert.Equal(307, (await once.SendAsync(request, Cancelled)).Status);
    }

    [Fact]
    public async Task An_allow_list_opens_ranges_addresses_and_names_but_never_metadata_by_a_name()
    {
        await using var inside = new Receiver();
        foreach (var entry in new[] { "127.0.0.0/8", "127.0.0.1", "hooks.internal", "*.internal" })
        {
            using var sender = Sender((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), entry);
            Assert.Equal(204, (await sender.SendAsync(Requests.To(At("hooks.internal", inside)), Cancelled)).Status);
        }

        foreach (var entry in new[] { "10.0.0.0/8", "127.0.0.2", "other.internal", "internal" })
        {
            using var sender = Sender((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), entry);
            Assert.StartsWith("not sent:", (await sender.SendAsync(Requests.To(At("hooks.internal", inside)), Cancelled)).Error, StringComparison.Ordinal);
        }

        using var named = Sender((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]), "hooks.internal");
        Assert.Contains("link-local", (await named.SendAsync(Requests.To(At("hooks.internal", inside)), Cancelled)).Error, StringComparison.Ordinal);
        Assert.Equal(4, inside.All.Count);
    }

    [Fact]
    public async Task Offline_nothing_leaves_this_machine()
    {
        using var sender = new WebhookSender(new() { Offline = true }, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.215.14")]));

        Assert.Equal("not sent: hooks.example.com is not on this machine, and server.offline is on", (await sender.SendAsync(Requests.To(new("http://hooks.example.com/")), Cancelled)).Error);
    }

    private static Uri At(string host, Receiver receiver) => new($"http://{host}:{receiver.Port.ToString(CultureInfo.InvariantCulture)}/hook");

    private static WebhookSender Sender(params IPAddress[] found) =>
        new(new(), TimeProvider.System, found is [] ? Dns.GetHostAddressesAsync : (_, _) => Task.FromResult(found));

    private static WebhookSender Sender(HostResolver resolve, string allow) =>
        new(new() { Allow = AddressAllowance.Parse([allow], out _)! }, TimeProvider.System, resolve);
}
