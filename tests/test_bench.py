"""What the benches say of the machine they run on."""

from tests.bench.wordpress import missing


def test_wordpress_is_measured_where_all_its_packages_are_and_named_by_them_elsewhere(tmp_path):
    theme = "usr/share/wordpress/wp-content/themes/twentytwentythree/style.css"
    files = ["nginx", "php-fpm8.2", "mariadbd"]
    for name in [*(f"usr/sbin/{each}" for each in files), "usr/bin/php", "usr/lib/php/20220829/mysqli.so", theme]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert missing(tmp_path) == ["wordpress"]

    (tmp_path / "usr/share/wordpress/wp-settings.php").touch()
    (tmp_path / "usr/sbin/php-fpm8.2").unlink()

    assert missing(tmp_path) == ["php-fpm"]

    (tmp_path / "usr/sbin/php-fpm8.2").touch()

    assert missing(tmp_path) == []
