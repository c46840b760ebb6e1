using System.Net;
using Tamma.Providers;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.255.255")]
    [InlineData("169.254.170.2")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("2852039166")]
    [InlineData("0xA9FEA9FE")]
    [InlineData("0xa9.0xfe.0xa9.0xfe")]
    [InlineData("0251.0376.0251.0376")]
    [InlineData("169.254.43518")]
    [InlineData("169.16689662")]
    [InlineData("fe80::1")]
    [InlineData("fe80::")]
    [InlineData("FE80::dead:beef")]
    [InlineData("febf:ffff::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("FD00:0EC2:0000:0000:0000:0000:0000:0254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("0:0:0:0:0:ffff:a9fe:a9fe")]
    [InlineData("::ffff:100.100.100.200")]
    [InlineData("::ffff:6464:64c8")]
    [InlineData("::169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:6464:64c8::")]
    public void Link_local_and_metadata_addresses_are_forbidden_in_every_spelling(string spelling) =>
        Assert.True(AddressGuard.IsForbidden(IPAddress.Parse(spelling)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.5.4")]
    [InlineData("192.168.1.10")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.201")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("fd00::1")]
    [InlineData("fec0::1")]
    [InlineData("fd00:ec2::253")]
    [InlineData("::ffff:192.168.1.10")]
    [InlineData("2002:c0a8:0101::1")]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700::1111")]
    public void Loopback_private_and_public_addresses_are_allowed(string spelling) =>
        Assert.False(AddressGuard.IsForbidden(IPAddress.Parse(spelling)));

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xa9fea9fe/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[fe80::1%251]:8000/")]
    [InlineData("http://[fd00:ec2::254]/")]
    public async Task An_address_that_is_spelled_out_is_refused_before_anything_is_sent(string url)
    {
        var server = new CannedServer();

        var fault = await server.FaultAsync(Connections.OpenAi() with { Url = new(url) });

        Assert.Equal(ProviderFault.ForbiddenAddress, fault.Fault);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("https://api.example.com/v1")]
    [InlineData("http://192.168.1.10/v1")]
    public async Task Offline_nothing_leaves_the_machine(string url)
    {
        var server = new CannedServer(new() { Offline = true });

        var fault = await server.FaultAsync(Connections.OpenAi() with { Url = new(url) });

        Assert.Equal(ProviderFault.ForbiddenAddress, fault.Fault);
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://127.0.0.1/v1")]
    [InlineData("http://[::1]:8080/v1")]
    public async Task Offline_this_machine_is_still_asked(string url)
    {
        var server = new CannedServer(new() { Offline = true }).Answers("""{"data":[]}""");

        Assert.Empty((await server.CompleteAsync(Connections.OpenAi() with { Url = new(url) })).Claims);
    }
}
