<?php
// The WordPress that Debian ships, with its database, its contents and its cache in the folder of one measurement.
// An installation has this in wp-config.php.

define('ABSPATH', '/usr/share/wordpress/');
define('WP_CONTENT_DIR', $_SERVER['UKUR_FOLDER'] . '/content');
define('WP_HOME', 'http://' . $_SERVER['HTTP_HOST']);
define('WP_SITEURL', WP_HOME);

define('DB_HOST', 'localhost:' . $_SERVER['UKUR_FOLDER'] . '/mariadb.sock');
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_CHARSET', 'utf8mb4');
$table_prefix = 'wp_';

define('WP_CACHE', !empty($_SERVER['UKUR_CACHE'])); // whether advanced-cache.php is asked first
define('WP_DEFAULT_THEME', 'twentytwentythree'); // what Debian recommends beside it
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_POST_REVISIONS', false);

require_once ABSPATH . 'wp-settings.php';
